interface Signing {
  site: string;
  keyId: string;
}

/** How the server of a site signs who its visitor is, in four languages; the secret comes from its surroundings. */
export const signingSamples = ({ site, keyId }: Signing): readonly [language: string, code: string][] => [
  [
    'Node.js',
    `import { SignJWT } from 'jose';

const secret = new TextEncoder().encode(process.env.BELLHOP_IDENTITY_SECRET);
const token = await new SignJWT({ name: user.name, email: user.email })
  .setProtectedHeader({ alg: 'HS256', kid: '${keyId}' })
  .setSubject(String(user.id))
  .setAudience('${site}')
  .setIssuedAt()
  .setExpirationTime('10 minutes')
  .sign(secret);`,
  ],
  [
    'PHP',
    `use Firebase\\JWT\\JWT;

$now = time();
$claims = [
  'sub' => (string) $user->id, 'aud' => '${site}', 'iat' => $now, 'exp' => $now + 600,
  'name' => $user->name, 'email' => $user->email,
];
$token = JWT::encode($claims, getenv('BELLHOP_IDENTITY_SECRET'), 'HS256', '${keyId}');`,
  ],
  [
    'Ruby',
    `require 'jwt'

now = Time.now.to_i
claims = { sub: user.id.to_s, aud: '${site}', iat: now, exp: now + 600, name: user.name, email: user.email }
token = JWT.encode(claims, ENV['BELLHOP_IDENTITY_SECRET'], 'HS256', { kid: '${keyId}' })`,
  ],
  [
    'Python',
    `import os, time, jwt  # PyJWT

now = int(time.time())
claims = {"sub": str(user.id), "aud": "${site}", "iat": now, "exp": now + 600, "name": user.name, "email": user.email}
token = jwt.encode(claims, os.environ["BELLHOP_IDENTITY_SECRET"], algorithm="HS256", headers={"kid": "${keyId}"})`,
  ],
  ['JavaScript', "Bellhop('identify', async () => (await fetch('/chat-token')).text());"],
];
