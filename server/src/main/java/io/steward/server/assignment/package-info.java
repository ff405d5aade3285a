/** Who gets a ticket: rules of desks, and what people can do, how much they take and when they are away. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "journal", "query", "identity", "ticket", "ticket :: spi"
        })
@org.jspecify.annotations.NullMarked
package io.steward.server.assignment;
