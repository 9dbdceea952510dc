package dozo.admin.command;

import dozo.admin.scu.Remote;
import dozo.core.association.Association;
import dozo.core.association.ProposedContext;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.Response;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dozo echo}: does an AE answer? (C-ECHO, PS3.4 Annex A) */
@Command(name = "echo", description = "Ask whether an AE answers (C-ECHO).")
final class EchoCommand extends CommandBase {

    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    @Mixin
    private RemoteOptions remoteOptions;

    /** The answer, for {@code --json}. */
    record Echo(String ae, String host, int port, String status) {}

    @Override
    int execute() throws OperatingFailure {
        Remote remote = remoteOptions.remote(config());
        ProposedContext context = ProposedContext.of(VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = remote.open(List.of(context))) {
            remote.context(association, VERIFICATION, "C-ECHO");
            Response response = new DimseClient(association).echo();
            if (response.status() != DimseStatus.SUCCESS) {
                throw new OperatingFailure(
                        FailureCode.PEER_REFUSED,
                        remote.ae() + " answered the C-ECHO with status " + DimseStatus.toString(response.status())
                                + ".");
            }
        }
        if (json()) {
            console()
                    .json(new Echo(
                            remote.ae().title().value(),
                            remote.ae().host(),
                            remote.ae().port(),
                            "0000"));
        } else {
            console().line(remote.ae() + " answers.");
        }
        return DONE;
    }
}
