package dozo.core.pdu;

import dozo.core.value.Uid;

/**
 * SCP/SCU role selection for a SOP class (PS3.7 section D.3.3.4): the roles of the requestor, as proposed or as accepted.
 */
public record RoleSelection(Uid sopClass, boolean scu, boolean scp) {

    /** Whether the roles are others than those that hold without a role selection: the requestor as SCU only. */
    public boolean differsFromDefault() {
        return scp || !scu;
    }
}
