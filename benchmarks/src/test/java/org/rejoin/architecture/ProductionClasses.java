package org.rejoin.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What the rules are checked against: all of Rejoin but tests and what JMH generates. */
final class ProductionClasses {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("org.rejoin");

  private ProductionClasses() {}

  static JavaClasses all() {
    return ALL;
  }

  /** Classes that break a rule on purpose. */
  static JavaClasses canaries(String... packages) {
    return new ClassFileImporter().importPackages(packages);
  }
}
