package dev.foyer.app;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

import dev.foyer.web.RequestId;

/// Puts the request's id into each line of the log. Logback makes it by name, hence public and
/// inheriting.
public final class RequestIdConverter extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return RequestId.current();
    }
}
