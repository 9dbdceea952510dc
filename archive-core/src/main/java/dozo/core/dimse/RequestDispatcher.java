package dozo.core.dimse;

import dozo.core.association.PresentationContext;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.MemoryShortageException;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.pdu.PduException;
import dozo.core.value.Uid;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives requests of the peer to their providers and sees that each gets exactly one final response, unless the association ends
 * before it.
 */
final class RequestDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

    private final DimseSession session;
    private final DimseServices services;
    private final Executor longServices;
    private volatile @Nullable ServiceProvider storeReceiver;

    RequestDispatcher(DimseSession session, DimseServices services, Executor longServices) {
        this.session = session;
        this.services = services;
        this.longServices = longServices;
    }

    /** Who takes C-STORE requests while a C-GET of ours is running; null afterwards. */
    void receiveStoresBy(@Nullable ServiceProvider receiver) {
        storeReceiver = receiver;
    }

    /** Whether it brings an instance that a C-GET of ours, which is still running, has asked for. */
    boolean isSubOperation(CommandSet request) {
        return storeReceiver != null && request.fieldCode() == CommandField.C_STORE.requestCode();
    }

    void dispatch(PresentationContext context, CommandSet request, InputStream dataSet) throws IOException {
        DimseExchange exchange = new DimseExchange(session, context, request, dataSet);
        Optional<CommandField> field = request.field();
        Optional<ServiceProvider> provider = field.flatMap(f -> provider(f, context, request));
        if (field.isPresent() && isOfAnotherClass(field.get(), context, request)) {
            refuseClass(exchange, field.get());
        } else if (provider.isEmpty()) {
            refuse(exchange, field);
        } else if (provider.get().isLong()) {
            performLong(exchange, provider.get());
        } else {
            if (field.get() != CommandField.C_STORE) {
                exchange.limitDataSet();
            }
            try (exchange) {
                serve(exchange, provider.get());
            }
        }
        DimseSession.skip(dataSet);
    }

    /** A request counts by the role this side has on the context: event reports go to the SCU, all else to the SCP. */
    private Optional<ServiceProvider> provider(CommandField field, PresentationContext context, CommandSet request) {
        boolean roleFits = field == CommandField.N_EVENT_REPORT ? context.scu() : context.scp();
        if (!roleFits) {
            return Optional.empty();
        }
        ServiceProvider receiver = storeReceiver;
        if (field == CommandField.C_STORE && receiver != null) {
            return Optional.of(receiver);
        }
        return services.provider(field, Optional.of(sopClass(context, request)));
    }

    private static Uid sopClass(PresentationContext context, CommandSet request) {
        return request.sopClassUid().orElse(context.abstractSyntax());
    }

    /**
     * A request travels in the context that was negotiated for its SOP class (PS3.7 sections 9.1.1.1 and 10.1.4.1). C-ECHO asks
     * for nothing and is answered in any: devices test an association by it that has no Verification context.
     */
    private static boolean isOfAnotherClass(CommandField field, PresentationContext context, CommandSet request) {
        return field != CommandField.C_ECHO
                && request.sopClassUid()
                        .filter(uid -> !uid.equals(context.abstractSyntax()))
                        .isPresent();
    }

    /** PS3.4 table B.2-1 for C-STORE, else PS3.7 sections C.5.18 and C.4.1.7 (no such SOP class). */
    private static void refuseClass(DimseExchange exchange, CommandField field) throws IOException {
        int status =
                switch (field) {
                    case C_STORE -> DimseStatus.DOES_NOT_MATCH_SOP_CLASS;
                    case C_FIND, C_MOVE, C_GET, C_ECHO, C_CANCEL -> DimseStatus.SOP_CLASS_NOT_SUPPORTED;
                    case N_EVENT_REPORT, N_GET, N_SET, N_ACTION, N_CREATE, N_DELETE -> DimseStatus.NO_SUCH_SOP_CLASS;
                };
        LOG.warn(
                "{} came in a context that was negotiated for {}",
                exchange.request(),
                exchange.context().abstractSyntax());
        exchange.respond(exchange.request().response(status));
    }

    /** PS3.7 sections C.5.19 (unrecognized operation) and C.5.18 (SOP class not supported). */
    private void refuse(DimseExchange exchange, Optional<CommandField> field) throws IOException {
        boolean knownClass = services.knows(sopClass(exchange.context(), exchange.request()));
        int status = field.isEmpty() || knownClass
                ? DimseStatus.UNRECOGNIZED_OPERATION
                : DimseStatus.SOP_CLASS_NOT_SUPPORTED;
        LOG.warn("{} is not served for its SOP class or role", exchange.request());
        exchange.respond(exchange.request().response(status));
    }

    private void performLong(DimseExchange exchange, ServiceProvider provider) throws IOException {
        boolean started = false;
        try {
            started = startLong(exchange, provider);
        } finally {
            if (!started) {
                exchange.close();
            }
        }
    }

    /**
     * The data set is read before, so that the reader can go on.
     *
     * @return whether the exchange is now the pool's, which closes it
     */
    private boolean startLong(DimseExchange exchange, ServiceProvider provider) throws IOException {
        if (session.isWindowFull()) {
            fail(exchange, FailureCode.TOO_BUSY);
            return false;
        }
        if (!hold(exchange)) {
            return false;
        }
        if (!session.started(exchange)) {
            exchange.respond(exchange.request().response(DimseStatus.DUPLICATE_INVOCATION));
            return false;
        }
        Map<String, String> mdc = MDC.getCopyOfContextMap();
        try {
            longServices.execute(() -> serveLong(exchange, provider, mdc));
            return true;
        } catch (RejectedExecutionException e) {
            session.finished(exchange);
            fail(exchange, FailureCode.TOO_BUSY);
            return false;
        }
    }

    /** False when the data set cannot be held and the request is answered. */
    private boolean hold(DimseExchange exchange) throws IOException {
        try {
            exchange.limitDataSet();
            exchange.holdDataSet();
            return true;
        } catch (MemoryShortageException e) {
            failShort(exchange, e);
        } catch (DecodingException e) {
            failUnread(exchange, e);
        }
        return false;
    }

    private void serveLong(DimseExchange exchange, ServiceProvider provider, Map<String, String> mdc) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        setMdc(mdc);
        try {
            serve(exchange, provider);
        } catch (IOException e) {
            LOG.warn("{} ended with its association: {}", exchange.request(), e.getMessage());
        } finally {
            session.finished(exchange);
            exchange.close();
            setMdc(before);
        }
    }

    private static void setMdc(Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }

    /** @throws IOException when the association is lost or the peer broke the protocol */
    private void serve(DimseExchange exchange, ServiceProvider provider) throws IOException {
        try {
            provider.serve(exchange);
            if (!exchange.isAnswered() && session.association().isOpen()) {
                LOG.error("{} was left without a final response by its provider", exchange.request());
                fail(exchange, FailureCode.INTERNAL);
            }
        } catch (OperatingFailure e) {
            LOG.warn("{} failed: DOZO-{} {}", exchange.request(), e.code().number(), e.getMessage());
            fail(exchange, e.code());
        } catch (DecodingException e) {
            failUnread(exchange, e);
        } catch (MemoryShortageException e) {
            failShort(exchange, e);
        } catch (PduException e) {
            throw e;
        } catch (IOException e) {
            if (!session.association().isOpen()) {
                throw e;
            }
            LOG.error("{} failed", exchange.request(), e);
            fail(exchange, FailureCode.INTERNAL);
        } catch (RuntimeException e) {
            LOG.error("{} failed by a bug", exchange.request(), e);
            fail(exchange, FailureCode.INTERNAL);
        }
    }

    private static void failUnread(DimseExchange exchange, DecodingException cause) throws IOException {
        LOG.warn("{} has a data set that cannot be read: {}", exchange.request(), cause.getMessage());
        fail(exchange, FailureCode.NOT_UNDERSTOOD);
    }

    private static void failShort(DimseExchange exchange, MemoryShortageException cause) throws IOException {
        LOG.warn("{} refused: {} (limit dicom.limits.header-memory)", exchange.request(), cause.getMessage());
        fail(exchange, FailureCode.TOO_BUSY);
    }

    private static void fail(DimseExchange exchange, FailureCode code) throws IOException {
        if (exchange.isAnswered()) {
            return;
        }
        CommandSet request = exchange.request();
        int status = request.field().map(field -> FailureStatus.of(code, field)).orElse(DimseStatus.PROCESSING_FAILURE);
        exchange.respond(request.response(status).withErrorComment(FailureStatus.comment(code)));
    }
}
