/** Dead letters as an operator's business: which there are, what is in them, and another try. */
package io.fleetstream.cli.letters;
