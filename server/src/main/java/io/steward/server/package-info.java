/** Steward: one program, one package per room. */
@org.jspecify.annotations.NullMarked
package io.steward.server;
