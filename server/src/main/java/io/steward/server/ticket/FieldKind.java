package io.steward.server.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of custom fields. What each accepts and means is in {@code rules.fields}. */
public enum FieldKind {
    TEXT,
    RICH_TEXT,
    NUMBER,
    MONEY,
    PERCENTAGE,
    DATE,
    DATE_TIME,
    DATE_RANGE,
    TIME_OF_DAY,
    WEEK,
    DURATION,
    YES_NO,
    CHOICE,
    CHOICES,
    TREE,
    PERSON,
    PEOPLE,
    TEAM,
    ORGANISATION_UNIT,
    LOCATION,
    COUNTRY,
    TIME_ZONE,
    TICKET,
    DEPENDENCY,
    SERVICE,
    CI,
    URL,
    EMAIL,
    PHONE,
    COLOUR,
    TAGS,
    RATING,
    VOTE,
    CHECKLIST,
    FILE,
    SIGNATURE,
    AUTO_NUMBER,
    PROGRESS,
    FORMULA,
    ROLLUP,
    MIRROR,
    CREATED_BY,
    CREATED_AT,
    CHANGED_BY,
    CHANGED_AT,
    TIME_IN_STATUS,
    TIME_SPENT,
    BUTTON;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FieldKind> find(String key) {
        return Arrays.stream(values()).filter(k -> k.key().equals(key)).findFirst();
    }

    @JsonCreator
    static FieldKind of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("No kind of field: " + key));
    }
}
