/** Work done with one press: macros that change a ticket and say something, and canned answers. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "identity", "ticket"})
@org.jspecify.annotations.NullMarked
package io.steward.server.macro;
