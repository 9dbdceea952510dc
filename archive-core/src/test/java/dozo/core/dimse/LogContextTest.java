package dozo.core.dimse;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dozo.core.association.Association;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogContextTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dozo.core.association");

    @BeforeEach
    void listen() {
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private static void find(DimseFixture fixture) throws Exception {
        try (Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND)) {
            Attributes identifier = new Attributes().put(Tag.PatientName, Vr.PN, "SECRET^NAME");
            new DimseClient(association)
                    .find(association.contexts().get(0), identifier, Priority.MEDIUM, match -> true);
        }
    }

    @Test
    void longServicesRunUnderTheKeysOfTheirAssociationAndLeaveNoneBehind() throws Exception {
        List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_FIND, DimseFixture.longService(exchange -> {
                    seen.add(MDC.getCopyOfContextMap());
                    exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
                }))
                .build();
        try (DimseFixture fixture = new DimseFixture(services)) {
            find(fixture);
            find(fixture);
        }
        Map<String, String> keys = seen.get(1);
        assertEquals("SCU", keys.get("calling_ae"));
        assertEquals("DOZO", keys.get("called_ae"));
        assertEquals("127.0.0.1", keys.get("peer"));
        assertEquals("1", keys.get("msg_id"));
        assertEquals("C-FIND", keys.get("op"));
        assertNotNull(keys.get("assoc"));
        assertTrue(!keys.get("assoc").equals(seen.get(0).get("assoc")), "the second association has its own");
    }

    @Test
    void eachAssociationEndsInOneInfoLineThatNamesNoPatient() throws Exception {
        DimseServices services = DimseServices.builder()
                .addDefault(CommandField.C_FIND, exchange -> {
                    exchange.readIdentifier();
                    exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
                })
                .build();
        try (DimseFixture fixture = new DimseFixture(services)) {
            find(fixture);
            await().until(() -> infoLines().size() == 2);
        }
        for (ILoggingEvent line : infoLines()) {
            assertTrue(
                    line.getFormattedMessage()
                            .matches(
                                    "association ended: RELEASED, 1 message in, 1 out, \\d+ bytes in, \\d+ out, \\d+ ms"),
                    line.getFormattedMessage());
            assertEquals("SCU", line.getMDCPropertyMap().get("calling_ae"));
        }
        String all = lines.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining());
        assertTrue(!all.contains("SECRET"), all);
    }

    private List<ILoggingEvent> infoLines() {
        return lines.list.stream().filter(line -> line.getLevel() == Level.INFO).toList();
    }
}
