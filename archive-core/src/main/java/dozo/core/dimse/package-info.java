/**
 * DIMSE (PS3.7): command sets, dispatch of requests to providers, and requests of our own on an open association.
 */
package dozo.core.dimse;
