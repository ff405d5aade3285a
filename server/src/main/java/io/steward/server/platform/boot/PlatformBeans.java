package io.steward.server.platform.boot;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.steward.server.platform.MovedClock;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.StewardSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The beans of the ground floor. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(StewardSettings.class)
class PlatformBeans {
    @Bean(destroyMethod = "close")
    BootDatabase bootDatabase(StewardSettings settings) throws IOException, SQLException {
        var database = new BootDatabase(settings);
        try {
            Migration.run(database.connections());
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(BootDatabase database, StewardSettings settings) {
        var to = database.connections();
        var config = new HikariConfig();
        config.setJdbcUrl(to.url());
        config.setUsername(to.app());
        config.setPassword(to.appPassword());
        config.setMaximumPoolSize(settings.database().poolSize());
        config.setConnectionTimeout(5_000);
        config.setPoolName("steward");
        config.addDataSourceProperty("ApplicationName", "steward");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "60");
        return new HikariDataSource(config);
    }

    @Bean
    Secrets secrets(StewardSettings settings) throws IOException {
        Path data = settings.dataFolder().toAbsolutePath().normalize();
        Files.createDirectories(data);
        return new Secrets(HexFormat.of().parseHex(InstallationSecret.read(data, "installation")));
    }

    @Bean
    Clock clock(StewardSettings settings) {
        // Microseconds, as the database keeps them: what is answered equals what is read back.
        Clock real = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
        return settings.clockFile().isBlank() ? real : new MovedClock(real, Path.of(settings.clockFile()));
    }
}
