package dozo.core.dimse;

import dozo.core.encoding.HeaderMemory;
import dozo.core.value.ByteSize;
import dozo.core.value.Uid;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which provider performs which service for which SOP class. Immutable, shared by all associations. */
public final class DimseServices {

    private final Map<CommandField, Map<Uid, ServiceProvider>> byClass;
    private final Map<CommandField, ServiceProvider> defaults;
    private final DimseLimits limits;
    private final HeaderMemory memory;

    private DimseServices(Builder builder) {
        this.byClass = Map.copyOf(builder.byClass);
        this.defaults = Map.copyOf(builder.defaults);
        this.limits = builder.limits;
        this.memory = builder.memory;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** No service but C-ECHO. */
    public static DimseServices none() {
        return builder().build();
    }

    Optional<ServiceProvider> provider(CommandField field, Optional<Uid> sopClass) {
        ServiceProvider specific =
                sopClass.map(byClass.getOrDefault(field, Map.of())::get).orElse(null);
        return Optional.ofNullable(specific != null ? specific : defaults.get(field));
    }

    DimseLimits limits() {
        return limits;
    }

    HeaderMemory memory() {
        return memory;
    }

    boolean knows(Uid sopClass) {
        return byClass.values().stream().anyMatch(m -> m.containsKey(sopClass));
    }

    /** Gathers providers; C-ECHO is there from the start. */
    public static final class Builder {

        private final Map<CommandField, Map<Uid, ServiceProvider>> byClass = new HashMap<>();
        private final Map<CommandField, ServiceProvider> defaults = new HashMap<>();

        private DimseLimits limits = DimseLimits.defaults();
        private HeaderMemory memory = new HeaderMemory(ByteSize.ofMebibytes(128), Duration.ofSeconds(5));

        private Builder() {
            defaults.put(
                    CommandField.C_ECHO,
                    exchange -> exchange.respond(exchange.request().response(DimseStatus.SUCCESS)));
        }

        /** {@code provider} performs {@code field} for these SOP classes. */
        public Builder add(CommandField field, Collection<Uid> sopClasses, ServiceProvider provider) {
            Map<Uid, ServiceProvider> classes = byClass.computeIfAbsent(field, f -> new HashMap<>());
            sopClasses.forEach(uid -> classes.put(uid, provider));
            return this;
        }

        /** {@code provider} performs {@code field} for this SOP class. */
        public Builder add(CommandField field, Uid sopClass, ServiceProvider provider) {
            return add(field, List.of(sopClass), provider);
        }

        /** {@code provider} performs {@code field} for every SOP class that has no provider of its own. */
        public Builder addDefault(CommandField field, ServiceProvider provider) {
            defaults.put(field, provider);
            return this;
        }

        /** Limits other than {@link DimseLimits#defaults()}. */
        public Builder limits(DimseLimits changed) {
            limits = changed;
            return this;
        }

        /** The memory for the identifiers of all requests together, shared with others; without this, 128 MiB of their own. */
        public Builder memory(HeaderMemory shared) {
            memory = shared;
            return this;
        }

        public DimseServices build() {
            return new DimseServices(this);
        }
    }
}
