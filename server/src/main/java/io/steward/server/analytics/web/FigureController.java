package io.steward.server.analytics.web;

import io.steward.server.analytics.FigureReader;
import io.steward.server.analytics.Figures;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The manager's figures. */
@RestController
@RequestMapping("/api/v1")
class FigureController {
    private final FigureReader reader;

    FigureController(FigureReader reader) {
        this.reader = reader;
    }

    @Access(Who.MANAGER)
    @GetMapping("/figures")
    Figures figures(
            Caller caller,
            @RequestParam(required = false) @Nullable UUID desk,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return reader.read(caller.context(), desk, type, from, to);
    }
}
