/** Full-text search: an embedded Lucene index in the data folder, fed by the journal, thrown away and rebuilt at will. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"platform", "journal"})
@org.jspecify.annotations.NullMarked
package io.steward.server.search;
