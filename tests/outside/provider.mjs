// A real OpenID provider for the tests: node provider.mjs PORT CONFIG.json
// CONFIG: { clients: [...], accounts: { "id": { claims } }, accessTokenSeconds }
import { readFileSync } from 'node:fs'
import Provider from 'oidc-provider'

const [port, file] = process.argv.slice(2)
const config = JSON.parse(readFileSync(file, 'utf8'))
const issuer = `http://127.0.0.1:${port}`

const provider = new Provider(issuer, {
  clients: config.clients,
  claims: { openid: ['sub', 'employee_number'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  ttl: { AccessToken: config.accessTokenSeconds ?? 600, IdToken: 600, RefreshToken: 3600, Grant: 3600, Session: 3600, Interaction: 600 },
  rotateRefreshToken: true,
  issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
  findAccount: async (_ctx, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, ...(config.accounts[id] ?? {}) }),
  }),
  cookies: { keys: ['only for tests'] },
})
provider.listen(Number(port), '127.0.0.1', () => console.log('provider is listening'))
