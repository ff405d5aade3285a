/** Reading, writing and comparing configurations: nothing here knows the database or the clock. */
@org.jspecify.annotations.NullMarked
package io.steward.server.blueprint.rules;
