/** Reading foreign tables: encodings, columns, cells. Pure. */
@org.jspecify.annotations.NullMarked
package io.steward.server.integration.rules;
