package io.steward.server.identity.web;

import io.steward.server.platform.StewardSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** The session's cookie. */
public final class SessionCookie {
    public static final String NAME = "steward_session";

    private SessionCookie() {}

    public static @Nullable String read(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(NAME)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    public static void write(HttpServletResponse response, StewardSettings settings, String value, Duration life) {
        response.addHeader(
                "Set-Cookie",
                ResponseCookie.from(NAME, value)
                        .httpOnly(true)
                        .secure("https".equals(settings.url().getScheme()))
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(life)
                        .build()
                        .toString());
    }
}
