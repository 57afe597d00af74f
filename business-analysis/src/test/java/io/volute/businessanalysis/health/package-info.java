@org.jspecify.annotations.NullMarked
package io.volute.businessanalysis.health;
