package io.steward.server.sla.web;

import io.steward.server.platform.Problem;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Idempotency;
import io.steward.server.platform.web.Upload;
import io.steward.server.platform.web.Versions;
import io.steward.server.platform.web.Who;
import io.steward.server.sla.Calendars;
import io.steward.server.sla.DeskCalendar;
import io.steward.server.sla.rules.HolidayFile;
import io.steward.server.sla.rules.WorkingTime;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The hours that count for a desk. */
@RestController
@RequestMapping("/api/v1/sla/calendars")
class CalendarController {
    private static final int LARGEST = 2_000_000;
    private static final int YEARS_AHEAD = 10;
    private static final int MOST_DAYS = 62;
    private static final int MOST_RANGES = 1_000;

    private final Calendars calendars;
    private final Idempotency idempotency;

    CalendarController(Calendars calendars, Idempotency idempotency) {
        this.calendars = calendars;
        this.idempotency = idempotency;
    }

    record ShownBody(
            @Nullable CalendarBody calendar,
            @Nullable LocalDate from,
            @Nullable Integer days) {}

    record Shown(List<WorkingTime.Range> ranges, List<String> holidays) {}

    @Access(Who.MANAGER)
    @GetMapping
    List<DeskCalendar> calendars(Caller caller, @RequestParam UUID desk) {
        return calendars.managed(caller.context(), desk);
    }

    @Access(Who.MANAGER)
    @PostMapping
    ResponseEntity<?> createCalendar(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody CalendarBody b) {
        UUID desk = Bodies.needed("deskId", b.deskId());
        return idempotency.once(caller, key, b, also -> {
            var made = calendars.create(caller.context(), b.calendar(desk, desk), also);
            return Versions.created(made, made.version());
        });
    }

    /** The whole of it as it is to be; its desk stays. */
    @Access(Who.MANAGER)
    @PutMapping("/{id}")
    ResponseEntity<DeskCalendar> changeCalendar(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CalendarBody b) {
        var changed = calendars.change(caller.context(), id, b.calendar(id, id), Versions.expected(ifMatch));
        return Versions.ok(changed, changed.version());
    }

    @Access(Who.MANAGER)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> deleteCalendar(Caller caller, @PathVariable UUID id) {
        calendars.delete(caller.context(), id);
        return ResponseEntity.noContent().build();
    }

    /** The hours of the next days as a calendar, kept or not, has them. */
    @Access(Who.MANAGER)
    @PostMapping("/preview")
    Shown previewCalendar(Caller caller, @RequestBody ShownBody b) {
        CalendarBody body = Bodies.needed("calendar", b.calendar());
        UUID nobody = new UUID(0, 0);
        DeskCalendar c = Calendars.checked(body.calendar(nobody, nobody), nobody, nobody, 1);
        int days = b.days() == null ? 14 : b.days();
        if (days < 1 || days > MOST_DAYS) {
            throw Problem.invalid("days", "range", "From 1 to " + MOST_DAYS);
        }
        ZoneId zone = ZoneId.of(c.zone());
        LocalDate first = b.from() == null ? caller.context().at().atZone(zone).toLocalDate() : b.from();
        if (first.getYear() < 1900 || first.getYear() > 2200) {
            throw Problem.invalid("from", "range", "From 1900 to 2200");
        }
        Instant from = first.atStartOfDay(zone).toInstant();
        Instant until = first.plusDays(days).atStartOfDay(zone).toInstant();
        var hours = c.hours();
        var holidays = first.datesUntil(first.plusDays(days))
                .filter(hours::isHoliday)
                .map(LocalDate::toString)
                .toList();
        return new Shown(new WorkingTime(List.of(hours)).ranges(from, until, MOST_RANGES), holidays);
    }

    /** The holidays in an iCalendar file; nothing is kept. */
    @Access(Who.MANAGER)
    @PostMapping("/holidays")
    HolidayFile.Read readHolidays(Caller caller, HttpServletRequest request) throws IOException {
        try (Upload upload = Upload.open(request)) {
            byte[] content = upload.content().readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw Problem.of(Problem.Kind.TOO_LARGE, "At most two megabytes");
            }
            String text = new String(content, StandardCharsets.UTF_8);
            if (!text.contains("BEGIN:VCALENDAR")) {
                throw Problem.invalid("file", "unreadable", "An iCalendar file (.ics), please");
            }
            int year = caller.context().at().atZone(ZoneOffset.UTC).getYear();
            return HolidayFile.read(text, year + YEARS_AHEAD);
        }
    }
}
