/** What the configuration means for associations: settings, who is known, who may do what. */
package dozo.admin.network;
