#include "account/tokenstore.h"

#include "account/filetokenstore.h"
#include "account/keychaintokenstore.h"

namespace rollcall {

std::unique_ptr<TokenStore> TokenStore::make(const ServiceProfile &profile)
{
    if (profile.tokenStore == QLatin1String("file"))
        return std::make_unique<FileTokenStore>(profile.storageFolder());
    if (profile.tokenStore == QLatin1String("memory"))
        return std::make_unique<MemoryTokenStore>();
    return std::make_unique<KeychainTokenStore>(profile.storageKey(), profile.storageFolder());
}

} // namespace rollcall
