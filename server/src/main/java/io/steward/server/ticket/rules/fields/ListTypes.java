package io.steward.server.ticket.rules.fields;

import io.steward.server.platform.Check;
import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.RecordKind;
import io.steward.server.ticket.rules.Tags;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Kinds that hold more than one simple thing: tags, checklists, signatures. */
final class ListTypes {
    private ListTypes() {}

    /** Free words. */
    static final class TagList implements FieldType {
        @Override
        public QueryType queryType(FieldDef field) {
            return QueryType.TAGS;
        }

        @Override
        public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
            List<String> texts = Values.texts(given, check, path, 100);
            return texts == null ? null : Values.list(Tags.checked(check, path, texts));
        }

        @Override
        public Object compared(FieldDef field, JsonNode kept) {
            return Values.kept(kept);
        }

        @Override
        public String label(FieldDef field, JsonNode kept, Names names) {
            return String.join(", ", Values.kept(kept));
        }
    }

    /** Things to tick off. Queries take it as the share done, 0 to 100. */
    static final class Checklist implements FieldType {
        private static final int MOST = 100;

        @Override
        public QueryType queryType(FieldDef field) {
            return QueryType.NUMBER;
        }

        @Override
        public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
            if (!given.isArray() || given.size() > MOST) {
                return Values.bad(check, path, "unreadable", "A list of at most " + MOST + " things");
            }
            var list = Values.JSON.arrayNode();
            for (JsonNode one : given) {
                String text = check.text(path, one.path("text").asString(""), 500);
                list.addObject().put("text", text).put("done", one.path("done").asBoolean(false));
            }
            return list.isEmpty() ? null : list;
        }

        @Override
        public Object compared(FieldDef field, JsonNode kept) {
            return kept.isEmpty() ? 0d : 100d * done(kept) / kept.size();
        }

        private static int done(JsonNode kept) {
            int done = 0;
            for (JsonNode one : kept) {
                done += one.path("done").asBoolean(false) ? 1 : 0;
            }
            return done;
        }

        @Override
        public String label(FieldDef field, JsonNode kept, Names names) {
            return done(kept) + "/" + kept.size();
        }
    }

    /** A drawn or typed signature: the picture, who signed, and when. Who and when are the server's to say. */
    static final class Signature implements FieldType {
        @Override
        public QueryType queryType(FieldDef field) {
            return QueryType.TIME;
        }

        @Override
        public @Nullable JsonNode read(FieldDef field, JsonNode given, Check check, String path) {
            UUID file = Values.id(given.path("file"));
            if (file == null) {
                return Values.bad(check, path, "unreadable", "The file of the signature");
            }
            var signature = Values.JSON.objectNode().put("file", file.toString());
            UUID by = Values.id(given.path("by"));
            if (by != null) {
                signature.put("by", by.toString()).put("at", given.path("at").asString(""));
            }
            return signature;
        }

        @Override
        public RecordKind records() {
            return RecordKind.FILE;
        }

        @Override
        public List<UUID> ids(FieldDef field, JsonNode kept) {
            UUID file = Values.id(kept.path("file"));
            return file == null ? List.of() : List.of(file);
        }

        @Override
        public @Nullable Object compared(FieldDef field, JsonNode kept) {
            try {
                return Instant.parse(kept.path("at").asString(""));
            } catch (DateTimeException e) {
                return null;
            }
        }

        @Override
        public String label(FieldDef field, JsonNode kept, Names names) {
            UUID by = Values.id(kept.path("by"));
            return by == null ? "✓" : "✓ " + names.of(RecordKind.PERSON, by);
        }
    }
}
