-- When the net value first reaches 0, as it is known or foreseen: months, absent where that is not told.
ALTER TABLE business_analysis.standing
    ADD COLUMN break_even_low  text CHECK (break_even_low ~ '^\d{4}-\d{2}$'),
    ADD COLUMN break_even      text CHECK (break_even ~ '^\d{4}-\d{2}$'),
    ADD COLUMN break_even_high text CHECK (break_even_high ~ '^\d{4}-\d{2}$'),
    ADD COLUMN break_even_by   text CHECK (break_even_by ~ '^\d{4}-\d{2}$');
