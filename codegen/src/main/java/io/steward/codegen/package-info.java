/** Turns the migrations into typed jOOQ classes at build time. */
@org.jspecify.annotations.NullMarked
package io.steward.codegen;
