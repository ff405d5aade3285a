package io.steward.server.ticket.rules.fields;

import io.steward.server.query.QueryType;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.FieldKind;
import io.steward.server.ticket.RecordKind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The type of each kind of field. */
public final class FieldTypes {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Map<FieldKind, FieldType> ALL = new EnumMap<>(FieldKind.class);

    static {
        Arrays.stream(FieldKind.values()).forEach(kind -> ALL.put(kind, make(kind)));
    }

    private FieldTypes() {}

    public static FieldType of(FieldKind kind) {
        return Objects.requireNonNull(ALL.get(kind));
    }

    public static FieldType of(FieldDef field) {
        return of(field.kind());
    }

    private static FieldType make(FieldKind kind) {
        return switch (kind) {
            case TEXT -> new TextType();
            case RICH_TEXT -> new RichTextType();
            case NUMBER -> NumberType.any();
            case MONEY -> new NumberType.Money();
            case PERCENTAGE -> new NumberType(0, 100, 2);
            case DURATION -> new NumberType(0, 5_256_000, 0);
            case RATING -> new NumberType(1, 10, 0);
            case DATE -> new DateType();
            case DATE_TIME -> new DateType.Moment();
            case DATE_RANGE -> new DateType.Range();
            case TIME_OF_DAY ->
                new TextType.Shaped(
                        "\\d{1,2}:\\d{2}",
                        "A time such as 09:30",
                        t -> LocalTime.parse(t.length() == 4 ? "0" + t : t).toString());
            case WEEK ->
                new TextType.Shaped(
                        "\\d{4}-W\\d{2}",
                        "A week such as 2026-W48", t -> {
                            LocalDate.parse(t + "-1", DateTimeFormatter.ISO_WEEK_DATE);
                            return t;
                        });
            case YES_NO -> new YesNoType();
            case CHOICE -> new OptionType(false, false);
            case CHOICES -> new OptionType(true, false);
            case TREE -> new OptionType(false, true);
            case PERSON -> new RecordType(RecordKind.PERSON, false, "deskId", "teamId");
            case PEOPLE -> new RecordType(RecordKind.PERSON, true, "deskId", "teamId", "most");
            case VOTE -> new RecordType(RecordKind.PERSON, true);
            case TEAM -> new RecordType(RecordKind.TEAM, false, "deskId");
            case ORGANISATION_UNIT, LOCATION -> new RecordType(RecordKind.UNIT, false);
            case TICKET, DEPENDENCY -> new RecordType(RecordKind.TICKET, true, "typeKey", "most");
            case SERVICE, CI -> new RecordType(RecordKind.CI, true, "most");
            case FILE -> new RecordType(RecordKind.FILE, true, "most", "types");
            case COUNTRY -> new TextType.Shaped("[A-Za-z]{2}", "A country's two letters", FieldTypes::country);
            case TIME_ZONE ->
                new TextType.Shaped(
                        ".{1,60}",
                        "A time zone such as Europe/Berlin",
                        t -> ZoneId.of(t).getId());
            case URL ->
                new TextType.Shaped(
                        "(?i)https?://[^\\s<>\"]{1,990}",
                        "An address such as https://example.com",
                        t -> java.net.URI.create(t).toString());
            case EMAIL ->
                new TextType.Shaped("[^\\s@<>\"]{1,64}@[^\\s@<>\"]+\\.[^\\s@<>\"]+", "A mail address", t -> t);
            case PHONE -> new TextType.Shaped("\\+?[0-9 ()/.-]{3,40}", "A telephone number", t -> t);
            case COLOUR ->
                new TextType.Shaped("#[0-9A-Fa-f]{6}", "A colour such as #33aa66", t -> t.toLowerCase(Locale.ROOT));
            case TAGS -> new ListTypes.TagList();
            case CHECKLIST -> new ListTypes.Checklist();
            case SIGNATURE -> new ListTypes.Signature();
            case AUTO_NUMBER -> new ComputedType(QueryType.NUMBER, "start", "prefix");
            case PROGRESS -> new ComputedType(QueryType.NUMBER, "from", "weights");
            case FORMULA -> new ComputedType(QueryType.TEXT, "expression", "result", "decimals", "unit");
            case ROLLUP -> new ComputedType(QueryType.NUMBER, "link", "function", "field");
            case MIRROR -> new ComputedType(QueryType.TEXT, "link", "field");
            case CREATED_BY, CHANGED_BY -> new ComputedType(QueryType.CHOICE);
            case CREATED_AT, CHANGED_AT -> new ComputedType(QueryType.TIME);
            case TIME_SPENT -> new ComputedType(QueryType.NUMBER);
            case TIME_IN_STATUS -> new ComputedType(QueryType.NUMBER, "status");
            case BUTTON -> new ComputedType(QueryType.TEXT, "macroId", "label");
        };
    }

    private static String country(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(upper)) {
            throw new IllegalArgumentException(code);
        }
        return upper;
    }
}
