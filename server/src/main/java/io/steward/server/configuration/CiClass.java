package io.steward.server.configuration;

import java.util.UUID;

/** A kind of CI. @param service what is of it is offered as a service */
public record CiClass(UUID id, String key, String name, boolean service, boolean active, int position, int version) {}
