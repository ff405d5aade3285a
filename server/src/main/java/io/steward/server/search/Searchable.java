package io.steward.server.search;

import java.util.UUID;

/**
 * What is indexed of a record.
 *
 * @param number matched as a whole, and first; may be empty
 */
public record Searchable(UUID id, String number, String title, String text, String people) {}
