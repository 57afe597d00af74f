package io.volute.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.volute.cli.output.Redactor;
import io.volute.core.error.Excerpt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs to standard error, warnings only, one event a line, without secrets and without stack traces. Configured in code,
 * since reading an XML file would cost every verb a tenth of a second.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** For logback. */
    public LogSetup() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        apply(context, Level.WARN, Secrets.redactor(System.getenv()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Says more, and knows this process's secrets. */
    public static void apply(boolean verbose, Redactor redactor) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            apply(context, verbose ? Level.INFO : Level.WARN, redactor);
        }
    }

    private static void apply(LoggerContext context, Level level, Redactor redactor) {
        Line line = new Line(redactor);
        line.setContext(context);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(line);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
        // It warns of every schema that is there already, which is the ordinary case.
        context.getLogger("org.flywaydb").setLevel(level == Level.WARN ? Level.ERROR : level);
    }

    /** One event, one line. */
    private static final class Line extends LayoutBase<ILoggingEvent> {
        private final Redactor redactor;

        Line(Redactor redactor) {
            this.redactor = redactor;
        }

        @Override
        public String doLayout(ILoggingEvent event) {
            String name = event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1);
            String thrown = event.getThrowableProxy() == null
                    ? ""
                    : ": " + event.getThrowableProxy().getClassName() + ": "
                            + event.getThrowableProxy().getMessage();
            String text = Instant.ofEpochMilli(event.getTimeStamp()) + " " + event.getLevel() + " " + name + " "
                    + event.getFormattedMessage() + thrown;
            return Excerpt.escaped(redactor.clean(text)) + "\n";
        }
    }
}
