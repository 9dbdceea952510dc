package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.core.association.Association;
import dozo.core.dataset.Attributes;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A provider that ends the association owes no response: only where one could be given, its lack is a defect. */
class AbortingProviderTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(RequestDispatcher.class);

    @BeforeEach
    void listen() {
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    void blamesNoProviderThatEndedTheAssociationInsteadOfAnswering() throws Exception {
        assertEquals(List.of(), errorsAfterFind(exchange -> exchange.association()
                .abort("the answer would not be trustworthy")));
    }

    @Test
    void blamesAProviderThatForgetsToAnswer() throws Exception {
        assertEquals(1, errorsAfterFind(exchange -> {}).size());
    }

    /** Closing the server waits for its long services. */
    private List<String> errorsAfterFind(ServiceProvider provider) throws Exception {
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_FIND, DimseFixture.longService(provider))
                .build();
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND)) {
            new DimseClient(association)
                    .find(association.contexts().get(0), new Attributes(), Priority.MEDIUM, match -> true);
        } catch (OperatingFailure e) {
            assertEquals(FailureCode.ASSOCIATION_ABORTED, e.code());
        }
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
