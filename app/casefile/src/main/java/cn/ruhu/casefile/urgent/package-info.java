/// Aid before papers (先行救助, Policy §8, DOMAIN §0.2 C10): its states, who may do what, what is due
/// when. Nothing here leads to a decision: an ordinary application goes through all its gates.
@NullMarked
package cn.ruhu.casefile.urgent;

import org.jspecify.annotations.NullMarked;
