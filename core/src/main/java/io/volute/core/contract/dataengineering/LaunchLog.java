package io.volute.core.contract.dataengineering;

/** Columns of a log of past launches: one row for each, shipped or not, effects in natural units. */
public interface LaunchLog {
    /** What it is called; text. */
    String LAUNCH = "launch";
    /** The day from which its result was known; a date. */
    String DATE = "date";
    /** Effect on the model's metric or proxy; a number. */
    String X = "x";
    /** Effect on the business metric; a number. */
    String Y = "y";
    /** Sampling variance of x; a number. */
    String VAR_X = "var_x";
    /** Sampling variance of y; a number. */
    String VAR_Y = "var_y";
    /** Sampling covariance of x and y; a number. */
    String COV_XY = "cov_xy";
    /** Chance of such a split of units if assignment worked; a number, may be missing. */
    String SRM_P = "srm_p";
}
