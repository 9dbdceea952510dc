package dozo.storage.commitment;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.dimse.DimseClient;

/** The association on which a request came, for a report that is ready while the peer still waits there. */
record SameAssociation(Association association, PresentationContext context, DimseClient client) {}
