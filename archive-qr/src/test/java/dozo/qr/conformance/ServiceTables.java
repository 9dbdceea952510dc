package dozo.qr.conformance;

import dozo.core.dictionary.UidDictionary;
import dozo.core.dictionary.UidEntry;
import dozo.core.dictionary.UidKind;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.FailureStatus;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.value.Uid;
import dozo.qr.model.ExtendedNegotiation;
import dozo.qr.model.InformationModel;
import dozo.qr.transcode.Transcodings;
import dozo.storage.commitment.CommitmentProvider;
import dozo.storage.commitment.FailureReason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tables of SOP classes, transfer syntaxes, negotiation and statuses, made from the code that serves them. */
final class ServiceTables {

    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    private ServiceTables() {}

    static String services() {
        Markdown table = new Markdown("SOP class", "UID", "SCU", "SCP");
        table.row(UidDictionary.nameOf(VERIFICATION), VERIFICATION, "yes", "yes");
        for (InformationModel model : InformationModel.values()) {
            for (Uid sopClass : model.sopClasses()) {
                table.row(UidDictionary.nameOf(sopClass), sopClass, "yes", "yes");
            }
        }
        Uid commitment = CommitmentProvider.SOP_CLASS;
        return table.row(UidDictionary.nameOf(commitment), commitment, "yes", "yes")
                .toString();
    }

    static String storageClasses() {
        Markdown table = new Markdown("SOP class", "UID", "");
        for (UidEntry entry : UidDictionary.storageClasses()) {
            table.row(entry.name(), entry.uid(), entry.retired() ? "retired" : "");
        }
        return table.toString();
    }

    static String transferSyntaxes() {
        Markdown table = new Markdown("Transfer syntax", "UID", "Stored", "Handed out also as uncompressed");
        for (UidEntry entry : UidDictionary.of(UidKind.TRANSFER_SYNTAX)) {
            TransferSyntax syntax = TransferSyntax.of(entry.uid());
            boolean convertible = Transcodings.isConceivable(syntax, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            table.row(entry.name(), entry.uid(), "as received", convertible ? "yes" : "no");
        }
        return table.toString();
    }

    static String extendedNegotiation() {
        Markdown table = new Markdown("Service", "Byte", "Option", "Granted when asked for");
        List<String> find = List.of(
                "Relational queries",
                "Combined date-time matching",
                "Fuzzy semantic matching of person names",
                "Timezone query adjustment",
                "Enhanced multi-frame image conversion",
                "any later option");
        List<String> retrieve = List.of("Relational retrieval", "Enhanced multi-frame image conversion");
        negotiation(table, "C-FIND", InformationModel.STUDY_ROOT.find(), find);
        negotiation(table, "C-MOVE", InformationModel.STUDY_ROOT.move(), retrieve);
        negotiation(table, "C-GET", InformationModel.STUDY_ROOT.get(), retrieve);
        return table.toString();
    }

    private static void negotiation(Markdown table, String service, Uid sopClass, List<String> options) {
        byte[] all = new byte[options.size()];
        Arrays.fill(all, (byte) 1);
        byte[] granted = ExtendedNegotiation.answer(sopClass, all).orElseThrow();
        for (int i = 0; i < options.size(); i++) {
            table.row(service, i + 1, options.get(i), granted[i] == 1 ? "yes" : "no");
        }
    }

    /** The failures that each status of a service can stand for, as their Error Comments tell them. */
    static String failures(CommandField service) {
        Map<Integer, List<FailureCode>> byStatus = new TreeMap<>(Arrays.stream(FailureCode.values())
                .collect(Collectors.groupingBy(code -> FailureStatus.of(code, service))));
        Markdown table = new Markdown("Status", "Error Comment");
        byStatus.forEach((status, codes) -> table.row(
                DimseStatus.toString(status),
                codes.stream().map(FailureStatus::comment).collect(Collectors.joining("; "))));
        return table.toString();
    }

    static String commitmentReasons() {
        Markdown table = new Markdown("Failure Reason", "Meaning");
        for (FailureReason reason : FailureReason.values()) {
            table.row(
                    DimseStatus.toString(reason.code()),
                    reason.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return table.toString();
    }
}
