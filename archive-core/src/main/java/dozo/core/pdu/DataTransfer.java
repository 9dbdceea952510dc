package dozo.core.pdu;

import java.util.List;

/** P-DATA-TF (PS3.8 section 9.3.5). */
public record DataTransfer(List<Pdv> pdvs) implements Pdu {

    public DataTransfer {
        pdvs = List.copyOf(pdvs);
    }

    @Override
    public PduType type() {
        return PduType.P_DATA_TF;
    }
}
