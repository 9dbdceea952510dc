package dozo.storage.ingest;

import dozo.core.value.Uid;
import java.util.Set;

/** The SOP classes of the Non-Patient Object Storage Service Class (PS3.4 section GG.3): their instances have no study. */
final class NonPatientObject {

    private static final Set<Uid> SOP_CLASSES = Set.of(
            new Uid("1.2.840.10008.5.1.4.38.1"), // Hanging Protocol
            new Uid("1.2.840.10008.5.1.4.39.1"), // Color Palette
            new Uid("1.2.840.10008.5.1.4.43.1"), // Generic Implant Template
            new Uid("1.2.840.10008.5.1.4.44.1"), // Implant Assembly Template
            new Uid("1.2.840.10008.5.1.4.45.1"), // Implant Template Group
            new Uid("1.2.840.10008.5.1.4.1.1.200.1"), // CT Defined Procedure Protocol
            new Uid("1.2.840.10008.5.1.4.1.1.200.3"), // Protocol Approval
            new Uid("1.2.840.10008.5.1.4.1.1.200.7"), // XA Defined Procedure Protocol
            new Uid("1.2.840.10008.5.1.4.1.1.201.1")); // Inventory

    private NonPatientObject() {}

    static boolean isSopClass(Uid sopClass) {
        return SOP_CLASSES.contains(sopClass);
    }
}
