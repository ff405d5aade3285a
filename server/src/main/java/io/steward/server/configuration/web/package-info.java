@org.jspecify.annotations.NullMarked
package io.steward.server.configuration.web;
