package io.steward.server.platform.web;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Says who may call this endpoint. An endpoint without it is refused to everybody. */
@Target(java.lang.annotation.ElementType.METHOD)
@Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
public @interface Access {
    Who value();
}
