/// Who may write what, and who sees what (DOMAIN §2.4, §4.13, §0.2 C13). The server enforces it;
/// the client asks the same classes so that it offers nothing that would be refused.
@NullMarked
package cn.ruhu.casefile.access;

import org.jspecify.annotations.NullMarked;
