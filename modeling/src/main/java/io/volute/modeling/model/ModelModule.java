package io.volute.modeling.model;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import io.volute.core.contract.modeling.ModelRuntime;

/** The forms that models come in, and the runtime that scores them. */
public final class ModelModule extends AbstractModule {
    @Override
    protected void configure() {
        var forms = MapBinder.newMapBinder(binder(), String.class, ModelForm.class);
        forms.addBinding(ConstantModel.FORM).to(ConstantModel.Form.class);
        forms.addBinding(Forest.FORM).to(Forest.Form.class);
        forms.addBinding(LinearModel.FORM).to(LinearModel.Form.class);
        bind(ConstantModel.Form.class);
        bind(Forest.Form.class);
        bind(LinearModel.Form.class);
        bind(ModelPackages.class).in(Singleton.class);
        bind(ModelRuntime.class).to(ModelPackages.class);
    }
}
