package io.steward.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Rooms use each other only as their package descriptions allow. */
class ModularityTests {
    @Test
    void roomsKeepToTheirDoors() {
        ApplicationModules.of(Steward.class).verify();
    }
}
