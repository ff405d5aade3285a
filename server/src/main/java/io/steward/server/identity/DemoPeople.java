package io.steward.server.identity;

import java.util.List;
import org.springframework.stereotype.Component;

/** Who may be signed in as on a demo installation, shown on the sign-in page. */
@Component
public class DemoPeople {
    private static final String PASSWORD = "demo-steward";

    public record Shown(String email, String name, String role, String desk) {}

    private volatile List<Shown> shown = List.of();

    public List<Shown> shown() {
        return shown;
    }

    public void show(List<Shown> people) {
        shown = List.copyOf(people);
    }

    public String password() {
        return PASSWORD;
    }
}
