import { signOut } from '../signing-in';

export async function POST(request: Request): Promise<Response> {
  return signOut(request);
}
