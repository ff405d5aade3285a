package io.steward.server.automation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** What the room takes from the settings. */
@Configuration
@EnableConfigurationProperties(RuleSettings.class)
class RuleBeans {}
