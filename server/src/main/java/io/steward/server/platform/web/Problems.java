package io.steward.server.platform.web;

import io.steward.server.platform.FieldError;
import io.steward.server.platform.Json;
import io.steward.server.platform.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes RFC 9457 problem details. */
public final class Problems {
    private Problems() {}

    static Map<String, Object> body(
            String key, int status, String title, String detail, List<FieldError> errors, @Nullable Object current) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:steward:problem:" + key);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.put("correlation", Correlation.current());
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        if (current != null) {
            body.put("current", current);
        }
        return body;
    }

    /** For filters, which stand before the controllers. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        var kind = problem.kind();
        response.setStatus(kind.status());
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        var body = body(kind.key(), kind.status(), kind.title(), problem.text(), problem.errors(), null);
        response.getOutputStream().write(Json.text(body).getBytes(StandardCharsets.UTF_8));
    }
}
