/// Handling (办理): what a case needs between the visit and the filed decision — notices, objections,
/// complaints, the district's draw and check, letters and their delivery — each by the person whose
/// turn it is.
@NullMarked
package cn.ruhu.desktop.handling;

import org.jspecify.annotations.NullMarked;
