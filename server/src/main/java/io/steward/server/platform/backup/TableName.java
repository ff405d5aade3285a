package io.steward.server.platform.backup;

/** A table, or a sequence, by schema and name. */
record TableName(String schema, String name) {
    /** As SQL writes it. */
    String sql() {
        return quote(schema) + "." + quote(name);
    }

    String entry() {
        return "tables/" + schema + "." + name + ".bin";
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
