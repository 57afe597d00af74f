package io.volute.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What the architecture tests look at: every class of Volute on the command line's class path, without tests. */
final class OurClasses {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.volute");

    private OurClasses() {}

    static JavaClasses all() {
        return ALL;
    }
}
