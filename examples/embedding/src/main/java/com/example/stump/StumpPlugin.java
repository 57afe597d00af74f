package com.example.stump;

import com.google.inject.Module;
import io.volute.core.plugin.Plugin;
import io.volute.core.stage.StageBinder;
import io.volute.modeling.trainer.Trainer;

/** Brings the trainer; its name stands in {@code META-INF/services}, where the command line looks for it. */
public final class StumpPlugin implements Plugin {
    @Override
    public String name() {
        return "stump";
    }

    @Override
    public String description() {
        return "trainer stump: a tree with one split";
    }

    @Override
    public Module module() {
        return binder -> StageBinder.implementation(binder, Trainer.class, "stump", StumpTrainer.class);
    }
}
