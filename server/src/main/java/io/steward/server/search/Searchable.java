package io.steward.server.search;

import java.util.UUID;

/** What is indexed of a record. {@code numbers} are matched exactly and first. */
public record Searchable(UUID id, String number, String title, String text, String people) {}
