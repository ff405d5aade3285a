@org.jspecify.annotations.NullMarked
package io.steward.server.assignment.rules;
