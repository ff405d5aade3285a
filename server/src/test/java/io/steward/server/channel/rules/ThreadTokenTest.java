package io.steward.server.channel.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ThreadTokenTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final UUID TICKET = UUID.fromString("0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    private static final UUID ENTRY = UUID.fromString("fedcba98-7654-3210-fedc-ba9876543210");

    @Test
    void verifiesWhatItMade() {
        String id = ThreadToken.make(42, TICKET, ENTRY, KEY, "Help.Example.org");
        assertThat(id)
                .startsWith("<t.42.0198a1b2c3d47e5f8a9b0c1d2e3f4a5b.fedcba9876543210fedcba9876543210.")
                .endsWith("@help.example.org>")
                .matches("<[a-z0-9.]+@[a-z0-9.]+>");
        ThreadToken.Place place = new ThreadToken.Place(42, TICKET, ENTRY);
        assertThat(ThreadToken.verify(id, KEY)).contains(place);
        assertThat(ThreadToken.verify(id.substring(1, id.length() - 1), KEY)).contains(place);
        assertThat(ThreadToken.verify(id.toUpperCase(Locale.ROOT), KEY)).contains(place);
    }

    @Test
    void refusesForgedIds() {
        String id = ThreadToken.make(42, TICKET, ENTRY, KEY, "example.org");
        assertThat(ThreadToken.verify(id.replace("t.42.", "t.43."), KEY)).isEmpty();
        assertThat(ThreadToken.verify(id.replace("t.42.", "t.042."), KEY)).isEmpty();
        assertThat(ThreadToken.verify(id.replace("0198", "0199"), KEY)).isEmpty();
        assertThat(ThreadToken.verify(id, "another key of enough length".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        for (String other : new String[] {"", "<>", "@", "t.1.2.3.4@x", "<t.1.2.3@x>", "t....@x", "x".repeat(10_000)}) {
            assertThat(ThreadToken.verify(other, KEY)).isEmpty();
        }
    }

    @Test
    void refusesAnyChangedCharacter() {
        String id = ThreadToken.make(7, TICKET, ENTRY, KEY, "example.org");
        int at = id.indexOf('@');
        for (int i = 1; i < at; i++) {
            char changed = id.charAt(i) == 'b' ? 'c' : 'b';
            assertThat(ThreadToken.verify(id.substring(0, i) + changed + id.substring(i + 1), KEY))
                    .isEmpty();
        }
    }

    @Test
    void verifiesAnyPlace() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            int tenant = random.nextInt(Integer.MAX_VALUE);
            UUID ticket = new UUID(random.nextLong(), random.nextLong());
            UUID entry = new UUID(random.nextLong(), random.nextLong());
            assertThat(ThreadToken.verify(ThreadToken.make(tenant, ticket, entry, KEY, "a.b"), KEY))
                    .contains(new ThreadToken.Place(tenant, ticket, entry));
        }
    }

    @Test
    void refusesBadArguments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThreadToken.make(1, TICKET, ENTRY, KEY, "evil\r\nBcc: x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThreadToken.make(1, TICKET, ENTRY, new byte[3], "example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> ThreadToken.make(-1, TICKET, ENTRY, KEY, "example.org"));
    }
}
